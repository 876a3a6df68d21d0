/** The pictures of the documents: drawn from woven classes and from what programs have printed. */
package dev.weft.it.docs.pictures;
