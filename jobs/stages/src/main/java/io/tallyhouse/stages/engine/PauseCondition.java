package io.tallyhouse.stages.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The states that a ServiceNow encoded query names: {@code incident_stateIN3,4} or {@code state=3^ORstate=4}. Other fields cannot
 * be judged from the audit log and are refused.
 */
final class PauseCondition {
    private static final Pattern TERM = Pattern.compile("(?:OR)?(?:incident_)?state(IN|=)(.+)");

    private PauseCondition() {}

    /** @throws IllegalArgumentException when the condition is about anything but the state */
    static List<String> states(String condition) {
        List<String> states = new ArrayList<>();
        for (String term : condition.split("\\^")) {
            if (term.isEmpty() || term.equals("EQ")) {
                continue;
            }
            Matcher matcher = TERM.matcher(term);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("Cannot read the pause condition \"" + condition
                        + "\": only conditions on the state can be judged, such as incident_stateIN3,4");
            }
            states.addAll(List.of(matcher.group(2).split(",")));
        }
        return states;
    }
}
