using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Commands.Ib;

/// <summary><c>bellwether ib replay</c>: what a capture tells, a line a message.</summary>
static class ReplayCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("capture") { Description = "Capture of a connection, as 'run --capture FILE' writes it." };
        var format = OptionParsing.Format("text", "json");
        var command = new Command("replay", "Print what a capture tells, a line a message.") { file, format };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file), parsed.GetValue(format) == "json",
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
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
