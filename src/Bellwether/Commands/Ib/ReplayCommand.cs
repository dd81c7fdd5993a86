using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Live;
using Bellwether.MarketData;
using Bellwether.Storage;

namespace Bellwether.Commands.Ib;

/// <summary><c>bellwether ib replay</c>: what a capture tells, a line a message.</summary>
static class ReplayCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("capture") { Description = "Capture of a connection, as 'run --capture FILE' writes it." };
        var format = OptionParsing.Format("text", "json", "csv");
        var bars = new Option<BarSpec>("--bars")
        {
            Description = "In place of the messages, the bars that the desk saw, made again from them: minutes, or longer ones made of these; as csv unless told otherwise.",
            HelpName = "1m|5m|1h|1d|…",
            CustomParser = result =>
            {
                if (BarSpec.TryParse(result.Tokens[0].Value, out var spec, out var problem) && spec.IsTimed && (spec.Kind != BarKind.Time || spec.Size % EngineTime.Minute == 0)) return spec;
                result.AddError($"--bars: {problem ?? $"{result.Tokens[0].Value}: a capture gives minutes and what is made of them by the clock, such as 1m, 5m or 1d"}");
                return default;
            },
        };
        var grace = OptionParsing.Duration("--grace", "How long a minute waited for what was late, as data.barGrace of the run said. Two seconds unless told; nothing in simulation.");
        var command = new Command("replay", "Print what a capture tells: a line a message, or bars.") { file, format, bars, grace };
        command.SetAction(parsed =>
        {
            var (output, error, word) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, parsed.GetValue(format));
            var (path, spec) = (parsed.GetRequiredValue(file), parsed.GetValue(bars));
            if (spec == default && word == "csv" || spec != default && word == "text")
            {
                error.WriteLine(spec == default ? "--format csv: messages are printed as text or json; give --bars to print bars" : "--format text: bars are printed as csv or json; choose one of them");
                return ExitCode.Usage;
            }
            return spec == default ? Run(path, word == "json", output, error) : Bars(path, spec, parsed.GetValue(grace), word == "json", output, error);
        });
        return command;
    }

    /// <summary>The bars of all symbols, those that come before the damage where the capture is damaged.</summary>
    static int Bars(string path, BarSpec bar, TimeSpan? grace, bool json, TextWriter output, TextWriter error)
    {
        var result = ExitCode.Success;
        try
        {
            var query = new BarQuery(long.MinValue, long.MaxValue, bar, SessionHours.Regular);
            var read = CapturedMinutes.Read(path, grace is { } wait ? (long)(wait.TotalSeconds * EngineTime.Second) : null, damage => Say(damage.Message));
            DataBarsCommand.Write(output, [.. read.Select(r => BarStoreQueries.Answer(r.Symbol, r.Minutes, r.Minutes.ToColumns(r.Symbol), query))], json);
            if (read.Count == 0) error.WriteLine($"{path}: no five-second bars of trades were asked for in it, so there are no bars to be made");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CalendarRangeException)
        {
            Say(problem.Message);
        }
        return result;

        void Say(string problem)
        {
            error.WriteLine(problem);
            result = ExitCode.Failure;
        }
    }

    static int Run(string path, bool json, TextWriter output, TextWriter error)
    {
        var result = ExitCode.Success;
        try
        {
            var story = new CaptureStory();
            foreach (var frame in CaptureReader.Read(path, Damaged))
            {
                var message = FrameDecoder.Decode(frame.Payload, frame.ServerVersion, frame.FromServer);
                output.WriteLine(json ? Json(frame, message).ToJsonString(JsonText.Readable) : story.Line(frame, message));
                if (message.Problem is { } problem) Say($"{path}:{frame.Line}: {problem}");
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CaptureException)
        {
            Say(problem.Message);
        }
        return result;

        void Damaged(CaptureException damage) => Say(damage.Message);

        void Say(string problem)
        {
            error.WriteLine(problem);
            result = ExitCode.Failure;
        }
    }

    static JsonObject Json(CapturedFrame frame, DecodedFrame message) => new()
    {
        ["line"] = frame.Line,
        ["time"] = frame.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
        ["direction"] = frame.FromServer ? "server" : "client",
        ["message"] = message.Message,
        ["serverVersion"] = frame.ServerVersion,
        ["complete"] = message.IsComplete,
        ["fields"] = message.Fields,
    };
}
