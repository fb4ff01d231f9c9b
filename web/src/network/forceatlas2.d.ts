// The package types its faces, not this file: one round on rows of numbers, in place.
declare module 'graphology-layout-forceatlas2/iterate.js' {
  const iterate: (
    settings: Readonly<Record<string, number | boolean>>,
    nodes: Float32Array,
    edges: Float32Array,
  ) => void;
  // biome-ignore lint/style/noDefaultExport: it has one.
  export default iterate;
}
