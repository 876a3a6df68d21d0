/** What the woven test targets talk to: a scripted source of awaitables that also records every side effect. */
package dev.weft.it;
