/** JSON as bytes: finding where records and values begin and end, reading numbers and strings, writing them. Knows nothing of COCO. */
package dev.copra.json;
