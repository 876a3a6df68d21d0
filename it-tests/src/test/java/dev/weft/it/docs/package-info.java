/** What the documents and the examples say of each other. */
package dev.weft.it.docs;
