/**
 * The method of Chan and Vese as the textbooks have it: two mean colours and the length of the curve. On photographs it is
 * little better than an ellipse; it is here to be compared with.
 */
package dev.copra.box2mask.chanvese;
