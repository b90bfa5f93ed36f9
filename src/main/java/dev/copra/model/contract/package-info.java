/**
 * What a family of models is: how it is recognised and opened, what an open model answers, and what the families share in
 * reading its outputs.
 */
package dev.copra.model.contract;
