import { wideDataset } from '../wide.js';

export const dataset = wideDataset(
  'three_public',
  { zh: '三公经费', en: 'Three public expenses' },
  {
    total: ['三公经费合计', 'Three public expenses, total'],
    reception: ['公务接待费', 'Official reception'],
    vehicle: ['公务用车购置及运行费', 'Official cars, both'],
    vehicle_running: ['公务用车运行维护费', 'Official cars, running'],
    vehicle_purchase: ['公务用车购置费', 'Official cars, purchase'],
    abroad: ['因公出国（境）费', 'Travel abroad'],
  },
);
