import type { ShapeValidator } from '../checkShape.ts';

export declare const validate: ShapeValidator;
