package dev.weft.compiler.observe;

import java.util.ArrayList;
import java.util.List;

/** A text and what hangs on it, to be drawn with lines. */
final class Tree {

    private final String text;
    private final List<Tree> branches = new ArrayList<>();

    Tree(String text) {
        this.text = text;
    }

    Tree add(Tree branch) {
        branches.add(branch);
        return branch;
    }

    Tree add(String branch) {
        return add(new Tree(branch));
    }

    /** One line each, the root first. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(text);
        drawBranches("", lines);
        return lines;
    }

    private void drawBranches(String indent, List<String> lines) {
        for (int i = 0; i < branches.size(); i++) {
            boolean last = i == branches.size() - 1;
            var branch = branches.get(i);
            lines.add(indent + (last ? "└── " : "├── ") + branch.text);
            branch.drawBranches(indent + (last ? "    " : "│   "), lines);
        }
    }
}
