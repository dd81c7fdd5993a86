namespace Bellwether.Commands.Ib.Doctor;

/// <summary>A report for a person.</summary>
static class ReportText
{
    public static void Write(GatewayReport report, TextWriter output)
    {
        output.WriteLine($"{report.Host}:{report.Port}, client id {report.ClientId}");
        output.WriteLine();
        var width = report.Findings.Max(f => f.Topic.Length);
        foreach (var finding in report.Findings)
        {
            output.WriteLine($"{Mark(finding.Severity)} {finding.Topic.PadRight(width)}  {finding.Text}");
            if (finding.Advice.Length > 0) output.WriteLine($"{new string(' ', Mark(finding.Severity).Length + width + 3)}-> {finding.Advice}");
        }
        output.WriteLine();
        output.WriteLine(Verdict(report));
    }

    static string Mark(Severity severity) => severity switch { Severity.Ok => "ok     ", Severity.Note => "note   ", Severity.Warning => "WARNING", _ => "PROBLEM" };

    static string Verdict(GatewayReport report) => report.Verdict switch
    {
        Severity.Problem => "Not ready to trade: see what is marked PROBLEM.",
        Severity.Warning => "Ready to trade, with warnings.",
        _ => "Ready to trade.",
    };
}
