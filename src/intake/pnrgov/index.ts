export { type Booking, newBooking, type Reading, type ServiceRequest } from './booking.ts';
export { assignDocuments } from './documents.ts';
export { PNRGOV } from './pnrgov.ts';
export { settleRequests, takeRequest } from './requests.ts';
export { assignSeats } from './seats-and-bags.ts';
export { KEPT_TEXTS, readSeats } from './service.ts';
export { byReference } from './travellers.ts';
