using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Bellwether.Tests;

namespace Bellwether.EndToEnd;

/// <summary>The built <c>bellwether</c> command as a process of its own, as a person starts it. Whatever happens, it does not outlive the test.</summary>
sealed class BellwetherProcess : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Built beside the tests, in the same configuration.</summary>
    static readonly string Program = Path.Combine(TestData.Checkout, "src", "Bellwether", "bin",
        Path.GetRelativePath(Path.Combine(TestData.Checkout, "tests", "Bellwether.EndToEnd", "bin"), AppContext.BaseDirectory), "bellwether.dll");

    /// <summary>The built program, for a shell that starts it under limits.</summary>
    public static string Dll => Program;

    readonly Process process;
    readonly Task reading;
    readonly Lock gate = new();
    readonly List<string> output = [];
    readonly List<string> errors = [];
    TaskCompletionSource changed = New();

    BellwetherProcess(Process process)
    {
        this.process = process;
        reading = Task.WhenAll(ReadAsync(process.StandardOutput, output), ReadAsync(process.StandardError, errors));
    }

    /// <summary>What it wrote to standard output so far.</summary>
    public IReadOnlyList<string> Output => Copy(output);

    /// <summary>What it wrote to standard error so far.</summary>
    public IReadOnlyList<string> Errors => Copy(errors);

    public bool HasExited => process.HasExited;

    /// <summary>Starts the command.</summary>
    /// <param name="folder">Working directory.</param>
    /// <param name="arguments">The words after <c>bellwether</c>.</param>
    public static BellwetherProcess Start(string folder, params string[] arguments) => Start("dotnet", folder, [Program, .. arguments]);

    /// <summary>Starts another program with the same care.</summary>
    public static BellwetherProcess Start(string program, string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" },
        };
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new BellwetherProcess(process);
    }

    /// <summary>Runs the command to its end.</summary>
    public static async Task<Ended> RunAsync(string folder, params string[] arguments)
    {
        await using var process = Start(folder, arguments);
        return await process.EndAsync();
    }

    /// <summary>The first line of standard output that contains <paramref name="text"/>, as soon as it is there.</summary>
    public Task<string> OutputAsync(string text) => LineAsync(output, text, "standard output");

    /// <summary>The first line of standard error that contains <paramref name="text"/>, as soon as it is there.</summary>
    public Task<string> ErrorAsync(string text) => LineAsync(errors, text, "standard error");

    /// <summary>The port of a server that says <c>listening on HOST:PORT</c>.</summary>
    public async Task<int> PortAsync()
    {
        var line = await OutputAsync("listening on ");
        return int.Parse(line[(line.LastIndexOf(':') + 1)..].TrimEnd('/'), CultureInfo.InvariantCulture);
    }

    /// <summary>Sends a signal by name, such as <c>TERM</c>.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Waits for its own end.</summary>
    public async Task<Ended> EndAsync()
    {
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
            await reading.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"the command did not end in {Patience.TotalSeconds:0} s\n{All()}");
        }
        return new Ended(process.ExitCode, Output, Errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        await reading;
        process.Dispose();
    }

    async Task<string> LineAsync(List<string> lines, string text, string name)
    {
        var deadline = Stopwatch.StartNew();
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (lines.Find(l => l.Contains(text, StringComparison.Ordinal)) is { } found) return found;
                next = changed.Task;
            }
            if (reading.IsCompleted) Assert.Fail($"the command ended without \"{text}\" on {name}\n{All()}");
            var rest = Patience - deadline.Elapsed;
            if (rest < TimeSpan.Zero || await Task.WhenAny(next, reading, Task.Delay(rest, TestContext.Current.CancellationToken)) is { } first && first != next && first != reading)
                Assert.Fail($"no \"{text}\" on {name} in {Patience.TotalSeconds:0} s\n{All()}");
        }
    }

    async Task ReadAsync(StreamReader from, List<string> to)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            TaskCompletionSource before;
            lock (gate)
            {
                to.Add(line);
                (before, changed) = (changed, New());
            }
            before.SetResult();
        }
    }

    IReadOnlyList<string> Copy(List<string> lines)
    {
        lock (gate) return [.. lines];
    }

    string All() => $"standard output:\n{string.Join('\n', Output)}\nstandard error:\n{string.Join('\n', Errors)}";

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A process that has ended.</summary>
    internal sealed record Ended(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Errors)
    {
        public string ErrorText => string.Join('\n', Errors);

        /// <summary>Standard output as one JSON object.</summary>
        public JsonElement Json
        {
            get
            {
                Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{ErrorText}");
                return JsonDocument.Parse(Assert.Single(Output)).RootElement;
            }
        }
    }
}
