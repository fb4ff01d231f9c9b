/** The parts of the law page, as they stand in its address. */
export const LAW_VIEWS = ['policy', 'versions', 'emergency', 'keeping', 'access', 'close'] as const;
export type LawView = (typeof LAW_VIEWS)[number];
