/** Where names are written: computed from sizes alone, then painted. */
package dev.copra.draw.label;
