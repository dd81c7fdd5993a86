using System.CommandLine;
using Bellwether.Commands.Ib.Doctor;

namespace Bellwether.Commands.Ib;

/// <summary>
/// <c>bellwether ib doctor</c>: connects to a gateway, of whatever make, and says in a trader's words what it is, what is missing and what to do. It asks only.
/// Exit code 0: trading is possible, perhaps with warnings; 1: it is not; 2: wrong usage.
/// </summary>
static class DoctorCommand
{
    public static Command Create()
    {
        var host = new Option<string>("--host") { Description = "Where the gateway runs.", DefaultValueFactory = _ => "127.0.0.1" };
        var port = OptionParsing.Port("--port", "Its API port (4002 unless told): Gateway 4001 live, 4002 paper; TWS 7496 live, 7497 paper.");
        port.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "0" }]) result.AddError("--port 0: expected the port that the gateway listens on, 1 to 65535");
        });
        var clientId = new Option<int>("--client-id") { Description = "API client id; one that no other program uses.", HelpName = "N", DefaultValueFactory = _ => 9999 };
        clientId.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var id) && id < 0) result.AddError($"--client-id {id}: expected 0 or more");
        });
        var timeout = OptionParsing.Duration("--timeout", "How long to wait for the connection, and for each answer (5s unless told).");
        var format = OptionParsing.Format("text", "json");
        var command = new Command("doctor", "Look a gateway over: connection, account, data permissions, farms, latency, clock. Orders nothing.") { host, port, clientId, timeout, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            var report = new GatewayReport { Host = parsed.GetValue(host)!, Port = parsed.GetValue(port) ?? 4002, ClientId = parsed.GetValue(clientId) };
            await new GatewayExamination(report, parsed.GetValue(timeout) ?? TimeSpan.FromSeconds(5), TimeProvider.System).RunAsync(cancellation);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(format) == "json") await output.WriteLineAsync(ReportJson.Of(report).ToJsonString(JsonText.Readable));
            else ReportText.Write(report, output);
            return report.Verdict == Severity.Problem ? ExitCode.Failure : ExitCode.Success;
        });
        return command;
    }
}
