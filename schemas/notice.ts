import { z } from 'zod';
import { Place } from './place.js';

/** A sentence in both languages that the command line and the desk can show. */
export const Message = z.object({ zh: z.string(), en: z.string() });
export type Message = z.infer<typeof Message>;

/** Something a stage noticed and that does not stop it: `code` is stable kebab-case, made for machines. */
export const Notice = z.object({ code: z.string(), message: Message, place: Place.optional() });
export type Notice = z.infer<typeof Notice>;
