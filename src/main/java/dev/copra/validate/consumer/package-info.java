/** Programs that read COCO documents, and what each makes of one. */
package dev.copra.validate.consumer;
