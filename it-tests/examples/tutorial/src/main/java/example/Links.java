package example;

import dev.weft.Coroutine;

/** Short codes for long addresses. */
interface Links {
    /** The code of an address. An address that is added again keeps its code. */
    Coroutine<String> add(String url) throws Exception;

    /** The address of a code, or null. */
    Coroutine<String> find(String code) throws Exception;
}
