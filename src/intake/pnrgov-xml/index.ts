export { createXmlReader, looksLikeXml } from './pnrgov-xml.ts';
