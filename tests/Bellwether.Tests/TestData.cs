namespace Bellwether.Tests;

/// <summary>
/// Finds the development data folder <c>shared</c> beside the checkout. The project ships none of it: a test that needs a file of it is skipped,
/// with the reason, where the folder is absent.
/// </summary>
static class TestData
{
    static readonly string? Root = Find();

    /// <summary>The full path of a file or folder of the data folder; skips the calling test when it is not there.</summary>
    public static string Shared(string relativePath)
    {
        var path = Root is null ? null : Path.Combine(Root, relativePath);
        if (path is null || !(File.Exists(path) || Directory.Exists(path)))
            Assert.Skip($"needs {relativePath} of the development data folder 'shared' beside the checkout");
        return path;
    }

    /// <summary>The root of the checkout (the folder of Bellwether.slnx).</summary>
    public static string Checkout { get; } = FindUp("Bellwether.slnx")
        ?? throw new DirectoryNotFoundException("the tests run from below the checkout: no Bellwether.slnx above " + AppContext.BaseDirectory);

    static string? Find()
    {
        var shared = Path.Combine(Path.GetDirectoryName(FindUp("Bellwether.slnx")) ?? "/", "shared");
        return Directory.Exists(shared) ? shared : null;
    }

    static string? FindUp(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, file))) return folder.FullName;
        return null;
    }
}
