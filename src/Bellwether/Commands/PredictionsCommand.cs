using System.CommandLine;
using Bellwether.Predictions.Service;

namespace Bellwether.Commands;

/// <summary><c>bellwether predictions</c>: the demonstration service alone.</summary>
static class PredictionsCommand
{
    public static Command Create() => new("predictions", "The demonstration prediction service.") { Serve() };

    static Command Serve()
    {
        var port = OptionParsing.Port("--port", "Port to listen on (5090 unless told); 0 takes a free one.");
        var seed = new Option<long>("--seed") { Description = "Seed of the opinions.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var command = new Command("serve", "Answer GET /v1/predictions with opinions that follow from seed, symbol and time alone.") { port, seed };
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                await using var server = await PredictionServer.StartAsync(new PredictionServerOptions { Port = parsed.GetValue(port) ?? 5090, Seed = (ulong)parsed.GetValue(seed) }, cancellation);
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"listening on {server.Address}");
                await parsed.InvocationConfiguration.Output.FlushAsync(CancellationToken.None);
                var ended = new TaskCompletionSource();
                await using var registration = cancellation.Register(ended.SetResult);
                await ended.Task;
                await parsed.InvocationConfiguration.Error.WriteLineAsync("stopped");
                return ExitCode.Success;
            }
            catch (PredictionServerException problem)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(problem.Message);
                return ExitCode.Failure;
            }
        });
        return command;
    }
}
