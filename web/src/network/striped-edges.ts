import type { Attributes } from 'graphology-types';
import type Sigma from 'sigma';
import { EdgeProgram } from 'sigma/rendering';
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from 'sigma/types';
import { floatColor } from 'sigma/utils';

/*
 * Lines in dashes or in stripes of two colours. Sigma has neither; a service must be told apart without colour. The shader is that of
 * sigma's own thick lines (rectangle, MIT) with the way along the line, in pixels, that decides between the two colours.
 */
const VERTEX = /* glsl */ `
attribute vec4 a_color;
attribute vec4 a_other;
attribute vec2 a_stroke;
attribute vec2 a_normal;
attribute float a_normalCoef;
attribute vec2 a_positionStart;
attribute vec2 a_positionEnd;
attribute float a_positionCoef;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_zoomRatio;
uniform float u_pixelRatio;
uniform float u_correctionRatio;
uniform float u_minEdgeThickness;
uniform float u_feather;
uniform vec2 u_viewport;
varying vec4 v_color;
varying vec4 v_other;
varying vec2 v_normal;
varying vec2 v_stroke;
varying float v_along;
varying float v_thickness;
varying float v_feather;
const float bias = 255.0 / 254.0;
void main() {
  vec2 normal = a_normal * a_normalCoef;
  vec2 position = a_positionStart * (1.0 - a_positionCoef) + a_positionEnd * a_positionCoef;
  float normalLength = length(normal);
  vec2 unitNormal = normal / normalLength;
  float pixelsThickness = max(normalLength, u_minEdgeThickness * u_sizeRatio);
  float webGLThickness = pixelsThickness * u_correctionRatio / u_sizeRatio;
  gl_Position = vec4((u_matrix * vec3(position + unitNormal * webGLThickness, 1)).xy, 0, 1);
  vec2 line = (u_matrix * vec3(a_positionEnd, 1)).xy - (u_matrix * vec3(a_positionStart, 1)).xy;
  v_along = a_positionCoef * length(line * u_viewport * 0.5);
  v_stroke = a_stroke;
  v_thickness = webGLThickness / u_zoomRatio;
  v_normal = unitNormal;
  v_feather = u_feather * u_correctionRatio / u_zoomRatio / u_pixelRatio * 2.0;
  v_color = a_color;
  v_other = a_other;
  v_color.a *= bias;
  v_other.a *= bias;
}
`;

const FRAGMENT = /* glsl */ `
precision mediump float;
varying vec4 v_color;
varying vec4 v_other;
varying vec2 v_normal;
varying vec2 v_stroke;
varying float v_along;
varying float v_thickness;
varying float v_feather;
const vec4 transparent = vec4(0.0, 0.0, 0.0, 0.0);
void main(void) {
  float dist = length(v_normal) * v_thickness;
  float t = smoothstep(v_thickness - v_feather, v_thickness, dist);
  bool first = v_stroke.x < 1.0 || fract(v_along / v_stroke.x) < v_stroke.y;
  vec4 color = first ? v_color : (v_other.a < 0.5 ? transparent : v_other);
  gl_FragColor = mix(color, transparent, t);
}
`;

const UNIFORMS = [
  'u_matrix',
  'u_sizeRatio',
  'u_zoomRatio',
  'u_pixelRatio',
  'u_correctionRatio',
  'u_minEdgeThickness',
  'u_feather',
  'u_viewport',
] as const;

// WebGLRenderingContext.FLOAT and the like, which exist only where there is a browser.
const FLOAT = 5126;
const UNSIGNED_BYTE = 5121;
const TRIANGLES = 4;
const BYTES = { size: 4, type: UNSIGNED_BYTE, normalized: true } as const;

/** What a striped line has beside what sigma gives to every line. */
interface Striped extends EdgeDisplayData {
  readonly other?: string;
  readonly period?: number;
  readonly duty?: number;
}

/** A class because sigma takes programs as classes. */
export class StripedEdges extends EdgeProgram<(typeof UNIFORMS)[number], Attributes, Attributes, Attributes> {
  constructor(
    gl: WebGLRenderingContext | WebGL2RenderingContext,
    _picking: WebGLFramebuffer | null,
    renderer: Sigma,
  ) {
    // Nothing is pointed at by sigma (pick.ts): lines are drawn once, not twice.
    super(gl, null, renderer);
  }

  override getDefinition() {
    return {
      VERTICES: 6,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: 'a_positionStart', size: 2, type: FLOAT },
        { name: 'a_positionEnd', size: 2, type: FLOAT },
        { name: 'a_normal', size: 2, type: FLOAT },
        { name: 'a_stroke', size: 2, type: FLOAT },
        { name: 'a_color', ...BYTES },
        { name: 'a_other', ...BYTES },
      ],
      CONSTANT_ATTRIBUTES: [
        { name: 'a_positionCoef', size: 1, type: FLOAT },
        { name: 'a_normalCoef', size: 1, type: FLOAT },
      ],
      CONSTANT_DATA: [
        [0, 1],
        [0, -1],
        [1, 1],
        [1, 1],
        [0, -1],
        [1, -1],
      ],
    };
  }

  override processVisibleItem(
    _edgeIndex: number,
    startIndex: number,
    { x: x1, y: y1 }: NodeDisplayData,
    { x: x2, y: y2 }: NodeDisplayData,
    data: EdgeDisplayData,
  ): void {
    const { size, color, other, period = 0, duty = 1 } = data as Striped;
    const away = Math.hypot(x2 - x1, y2 - y1);
    const part = away > 0 ? size / away : 0;
    this.array.set(
      [
        x1,
        y1,
        x2,
        y2,
        -(y2 - y1) * part,
        (x2 - x1) * part,
        period,
        duty,
        floatColor(color),
        other === undefined ? 0 : floatColor(other),
      ],
      startIndex,
    );
  }

  override setUniforms(
    params: RenderParams,
    { gl, uniformLocations }: Parameters<EdgeProgram['setUniforms']>[1],
  ): void {
    const at = uniformLocations as Readonly<Record<(typeof UNIFORMS)[number], WebGLUniformLocation>>;
    gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
    gl.uniform1f(at.u_zoomRatio, params.zoomRatio);
    gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
    gl.uniform1f(at.u_correctionRatio, params.correctionRatio);
    gl.uniform1f(at.u_pixelRatio, params.pixelRatio);
    gl.uniform1f(at.u_feather, params.antiAliasingFeather);
    gl.uniform1f(at.u_minEdgeThickness, params.minEdgeThickness);
    gl.uniform2f(at.u_viewport, params.width, params.height);
  }
}
