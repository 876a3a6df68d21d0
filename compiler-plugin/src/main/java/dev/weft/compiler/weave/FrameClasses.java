package dev.weft.compiler.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The generated frame classes that earlier runs have left in a container, and those of them that are stale: their class
 * is gone, or it was compiled again and has lost a method. All are named by their files.
 */
final class FrameClasses {

    private final Map<String, String> ownerOf = new HashMap<>();
    private final Map<String, Set<String>> framesOf = new HashMap<>();
    private final Set<String> wovenOwners = new HashSet<>();
    private final Set<String> written = new HashSet<>();

    private FrameClasses() {}

    /**
     * @param isIncluded whether a class takes part in the run; frame classes of other classes are left alone
     */
    static FrameClasses among(List<LocatedClass> classes, Predicate<String> isIncluded) {
        var frames = new FrameClasses();
        for (var one : classes) {
            var owner = one.scanned().frameOwner().map(one::fileOf);
            if (owner.isEmpty() && one.scanned().isWoven()) {
                frames.wovenOwners.add(one.file());
            } else if (owner.isPresent() && isIncluded.test(owner.get())) {
                frames.ownerOf.put(one.file(), owner.get());
                frames.framesOf
                        .computeIfAbsent(owner.get(), file -> new HashSet<>())
                        .add(WeaveRun.ignoringCase(one.file()));
            }
        }
        return frames;
    }

    /** Returns the frame classes that earlier runs have made for a class, in lower case. */
    Set<String> of(String owner) {
        return framesOf.getOrDefault(owner, Set.of());
    }

    void written(String frame) {
        written.add(frame);
    }

    /** Returns the stale frame classes in a fixed order. */
    List<String> stale() {
        var stale = new ArrayList<String>();
        ownerOf.forEach((frame, owner) -> {
            if (!wovenOwners.contains(owner) && !written.contains(frame)) {
                stale.add(frame);
            }
        });
        stale.sort(null);
        return stale;
    }
}
