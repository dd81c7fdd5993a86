using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Bellwether.Tests.House;

/// <summary>What no tracked file may contain, and what the texts point at.</summary>
public sealed partial class TrackedFileTests
{
    // Built from parts, or this file would be the first finding.
    static readonly (string Name, Regex Pattern)[] Forbidden =
    [
        ("a package registry's address", new Regex(@"(registry\.npm" + @"js\.org|registry\.yarn" + @"pkg\.com|nu" + @"get\.org|py" + @"pi\.org|pythonho" + @"sted\.org)", RegexOptions.IgnoreCase)),
        ("a path of one machine", new Regex(@"(^|[\s""'`=(:])/(wo" + @"rk|tmp/w" + @"t|ro" + @"ot|ho" + @"me/[a-z]+)/")),
        ("an open end (" + "TO" + "DO)", new Regex(@"\b(TO" + @"DO|FIX" + @"ME|XX" + @"X)\b")),
        ("a method without a body yet", new Regex("NotImpl" + "ementedException")),
    ];

    static readonly string[] Binary = [".png", ".ico", ".woff", ".woff2", ".parquet", ".bin", ".gz", ".zip"];

    [Fact]
    public void No_tracked_file_names_a_registry_or_a_machine_or_leaves_an_open_end()
    {
        var files = TrackedFiles();
        Assert.Contains("Bellwether.slnx", files);
        Assert.Empty(files
            .Where(f => !Binary.Contains(Path.GetExtension(f)))
            .SelectMany(f => Findings(f, File.ReadAllText(Path.Combine(TestData.Checkout, f)))));
    }

    [Fact]
    public void Planted_texts_are_found()
    {
        Assert.Equal(["a.cs:2: an open end (" + "TO" + "DO)"], Findings("a.cs", "one\n// TO" + "DO later\n"));
        Assert.Equal(["p.json:1: a package registry's address"], Findings("p.json", "\"resolved\": \"https://registry.npm" + "js.org/x\""));
        Assert.Equal(["r.md:1: a path of one machine"], Findings("r.md", "see /wo" + "rk/here"));
        Assert.Empty(Findings("ok.md", "todos, homework/room, https://example.org/work/"));
    }

    [Fact]
    public void Every_path_that_a_text_names_exists()
    {
        var files = TrackedFiles().ToHashSet(StringComparer.Ordinal);
        Assert.Empty(files
            .Where(f => f.EndsWith(".md", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(f => MissingPaths(f, File.ReadAllText(Path.Combine(TestData.Checkout, f)), files)));
    }

    [Fact]
    public void A_planted_dead_path_is_found()
    {
        HashSet<string> files = ["docs/a.md", "docs/b.md", "src/Core/Price.cs"];
        Assert.Equal(["docs/a.md names src/Core/Prize.cs"], MissingPaths("docs/a.md", "`src/Core/Price.cs`, `src/Core/Prize.cs`, `src/Core/`", files));
        Assert.Equal(["docs/a.md names c.md"], MissingPaths("docs/a.md", "[b](b.md#part) [c](c.md) [web](https://example.org/x.md)", files));
        Assert.Empty(MissingPaths("docs/a.md", "`journal/today.log`, `src/<Room>/X.cs`, `src/Bellwether.X`, `entry/exit`", files));
    }

    static IEnumerable<string> Findings(string file, string text) => text
        .Split('\n')
        .SelectMany((line, i) => Forbidden.Where(f => f.Pattern.IsMatch(line)).Select(f => $"{file}:{i + 1}: {f.Name}"));

    // `src/Bellwether.X` speaks of every room.
    static bool IsPattern(string path) => path.EndsWith(".X", StringComparison.Ordinal);

    /// <summary>Paths in backticks whose first folder is one of the checkout's, and relative links.</summary>
    static IEnumerable<string> MissingPaths(string text, string content, HashSet<string> files)
    {
        var folders = files.SelectMany(Folders).ToHashSet(StringComparer.Ordinal);
        var roots = folders.Where(f => !f.Contains('/')).ToHashSet(StringComparer.Ordinal);
        bool Exists(string path) => files.Contains(path.TrimEnd('/')) || folders.Contains(path.TrimEnd('/'));

        var named = PathInBackticks().Matches(content).Select(m => m.Groups[1].Value).Where(p => p.Contains('/') && roots.Contains(p.Split('/')[0]) && !IsPattern(p) && !Exists(p));
        var linked = RelativeLink().Matches(content).Select(m => m.Groups[1].Value).Where(p => !p.Contains(':') && !Exists(Joined(text, p)));
        return named.Concat(linked).Distinct().Select(p => $"{text} names {p}");
    }

    static string Joined(string text, string link) =>
        Path.GetRelativePath("/", Path.GetFullPath(link, "/" + Path.GetDirectoryName(text))).Replace('\\', '/');

    static IEnumerable<string> Folders(string file)
    {
        for (var slash = file.LastIndexOf('/'); slash > 0; slash = file.LastIndexOf('/', slash - 1)) yield return file[..slash];
    }

    [GeneratedRegex(@"`([A-Za-z0-9_.\-/]+)`")]
    private static partial Regex PathInBackticks();

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex RelativeLink();

    static IReadOnlyList<string> TrackedFiles()
    {
        if (!Path.Exists(Path.Combine(TestData.Checkout, ".git"))) Assert.Skip("needs the git repository, to know which files are tracked");
        var start = new ProcessStartInfo("git", ["-c", $"safe.directory={TestData.Checkout}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]) { WorkingDirectory = TestData.Checkout, RedirectStandardOutput = true };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return [.. output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(f => File.Exists(Path.Combine(TestData.Checkout, f)))];
    }
}
