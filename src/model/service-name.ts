/**
 * The two ways in which a service is written: lists are recorded under its name for people ("Nordlicht Service"); agreements,
 * markings and partners write it with small letters, digits and "-" ("nordlicht-service").
 */
export const serviceId = (serviceName: string): string =>
  serviceName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63) || 'local';

/**
 * Whether a statement's source is the service of this name, in either form. Not in any other spelling: two names without Latin
 * letters have the same short form, and are not the same service.
 */
export const isOwnService = (sourceService: string, serviceName: string): boolean =>
  sourceService === serviceName || sourceService === serviceId(serviceName);
