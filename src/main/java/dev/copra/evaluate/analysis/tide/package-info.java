/** The kinds of errors of tidecv, and what each costs in AP (D. Bolya et al., TIDE, 2020). */
package dev.copra.evaluate.analysis.tide;
