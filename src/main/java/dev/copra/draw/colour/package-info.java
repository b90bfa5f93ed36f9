/** Which colour what is drawn has. */
package dev.copra.draw.colour;
