/**
 * Pictures and pages: drawing, cutting images together with their annotations, the report and the page that explores.
 */
package dev.copra.cli.picture;
