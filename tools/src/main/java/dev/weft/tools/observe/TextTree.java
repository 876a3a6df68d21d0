package dev.weft.tools.observe;

import java.util.ArrayList;
import java.util.List;

/** A text with branches, drawn with lines. */
final class TextTree {

    private final String text;
    private final List<TextTree> branches = new ArrayList<>();

    TextTree(String text) {
        this.text = text;
    }

    TextTree add(TextTree branch) {
        branches.add(branch);
        return branch;
    }

    TextTree add(String branch) {
        return add(new TextTree(branch));
    }

    /** Returns a line for each text, the root first. */
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
