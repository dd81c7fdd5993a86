using System.CommandLine;
using System.Text.Json.Nodes;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Commands.Ib;

/// <summary><c>bellwether ib decode</c>: the frames of a table by the names of the protocol, a JSON object a line.</summary>
static class DecodeCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "Table of frames (tab-separated, columns server_version, direction and payload), or a capture." };
        var command = new Command("decode", "Print frames by the names of the protocol, a JSON object a line.") { file };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    static int Run(string path, TextWriter output, TextWriter error)
    {
        var allComplete = true;
        try
        {
            foreach (var row in FrameTable.Read(path))
            {
                var frame = row.Problem is null ? FrameDecoder.Decode(row.Payload, row.ServerVersion!.Value, row.FromServer) : new DecodedFrame { Problem = row.Problem };
                output.WriteLine(Json(row, frame).ToJsonString(JsonText.Readable));
                if (frame.IsComplete) continue;
                allComplete = false;
                error.WriteLine($"{path}:{row.Line}: row {row.Number}: {frame.Problem}");
            }
            return allComplete ? ExitCode.Success : ExitCode.Failure;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CaptureException)
        {
            error.WriteLine(problem.Message);
            return ExitCode.Failure;
        }
    }

    static JsonObject Json(FrameRow row, DecodedFrame frame) => new()
    {
        ["row"] = row.Number,
        ["message"] = frame.Message,
        ["serverVersion"] = row.ServerVersion,
        ["complete"] = frame.IsComplete,
        ["fields"] = frame.Fields,
    };
}
