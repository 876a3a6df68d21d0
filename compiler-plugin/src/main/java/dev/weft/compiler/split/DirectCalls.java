package dev.weft.compiler.split;

import java.util.Optional;

/** The methods that a class may enter directly, its own among them. */
@FunctionalInterface
public interface DirectCalls {

    /** None at all: what holds unless users ask for more. */
    DirectCalls NONE = (owner, name, descriptor) -> Optional.empty();

    /** Returns empty if the class of that internal name does not declare such a method, or others cannot call its entry. */
    Optional<DirectMethod> find(String owner, String name, String descriptor);
}
