/**
 * The choices of a run: where there is one, what was chosen, and the text that replays it. Layer: lowest, beside
 * {@code report}; uses nothing else of the kit but {@code Order}.
 */
@NullMarked
package dev.weft.test.internal.choice;

import org.jspecify.annotations.NullMarked;
