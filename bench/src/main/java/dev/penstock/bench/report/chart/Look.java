package dev.penstock.bench.report.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a contender is drawn, everywhere alike. The family has the colour, the member the dashes: nobody needs to tell nine colours
 * apart, and who sees none has the dashes and the labels.
 *
 * @param family a class of the stylesheet
 * @param dashes the stylesheet's number of them; 0 is a whole line
 */
public record Look(String family, int dashes) {
    private static final int PATTERNS = 6;
    private static final List<String> FAMILIES = List.of("penstock", "threads", "virtual", "netty");

    /** For all contenders of a report, in its order. */
    public static Map<String, Look> ofAll(List<String> contenders) {
        Map<String, Look> looks = new LinkedHashMap<>();
        Map<String, Integer> members = new LinkedHashMap<>();
        for (String contender : contenders) {
            String family =
                    FAMILIES.stream().filter(contender::startsWith).findFirst().orElse("other");
            looks.computeIfAbsent(
                    contender, name -> new Look(family, (members.merge(family, 1, Integer::sum) - 1) % PATTERNS));
        }
        return looks;
    }

    String cssClass() {
        return "f-" + family + " d" + dashes;
    }

    boolean isSubject() {
        return family.equals("penstock");
    }
}
