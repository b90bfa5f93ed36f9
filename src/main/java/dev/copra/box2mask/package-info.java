/** From a box to a mask: the strategies, what they are given (a scene) and what they answer (estimates). */
package dev.copra.box2mask;
