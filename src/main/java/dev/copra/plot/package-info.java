/**
 * Plots: plain records say what is shown, and {@link dev.copra.plot.PlotWriter} draws them as PNG or SVG. Charts are XChart's, SVG is
 * written by Batik; no other package knows these libraries, and they are loaded when the first plot is drawn. Labels never lie over each
 * other: where there is no room for all, some are left out, and bars beyond what a picture can hold are too.
 */
package dev.copra.plot;
