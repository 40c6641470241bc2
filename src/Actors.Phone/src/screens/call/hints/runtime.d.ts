/** The part of the runtime that needs neither WebGL nor threads; the package has no types for it alone. */
declare module 'onnxruntime-web/dist/ort.wasm-core.min.js' {
  export * from 'onnxruntime-common';
}
