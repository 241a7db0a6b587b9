package tandem.harness.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;
import tandem.harness.report.page.Page;

/**
 * Lays a page out as one HTML file that needs nothing else: style, script and chart library are in
 * it.
 */
final class HtmlReport {
  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(ContentType.Html);

  private HtmlReport() {}

  static String render(Page page) {
    StringOutput out = new StringOutput();
    TEMPLATES.render(
        "report.jte",
        Map.of(
            "page", page,
            "style", Resources.own("report.css"),
            "script", Resources.own("report.js"),
            "echarts", Resources.echarts()),
        out);
    return out.toString();
  }
}
