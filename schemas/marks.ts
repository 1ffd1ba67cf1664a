/** The subject of a figure that is about the whole department with its subordinate units. */
export const SUMMARY = 'summary';

/** A reading from an image with a confidence below this is doubtful: two ways of reading it did not agree. */
export const DOUBTFUL = 0.5;
