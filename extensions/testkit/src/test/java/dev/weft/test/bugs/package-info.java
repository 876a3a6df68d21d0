/**
 * Ten public bugs as models, each with a twin that is correct. All pass first in, first out. A model is one file: the faulty
 * component, what it should have been, and a scenario for both. The mechanism is the bug's, the code is not.
 *
 * <p>One mechanism of asyncio has no model, because Weft does not have it: a task that was handed a result, and is cancelled before it
 * runs, loses the result. In Weft an outcome that was handed to a task reaches it.
 */
@NullMarked
package dev.weft.test.bugs;

import org.jspecify.annotations.NullMarked;
