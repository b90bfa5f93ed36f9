/** Files of text as formats have them, without what they mean: lines, tables, JSON and XML, and numbers as such files write them. */
package dev.copra.format.text;
