/** The JSON of Label Studio. */
package dev.copra.format.labelstudio;
