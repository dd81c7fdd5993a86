using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Bellwether.Web;

/// <summary>The files that a browser gets: embedded in this assembly at build time, held in memory, answered with an entity tag so that a browser asks but does not load twice.</summary>
sealed class EmbeddedFiles
{
    const string Root = "wwwroot/";

    readonly Dictionary<string, EmbeddedFile> byPath;

    EmbeddedFiles(Dictionary<string, EmbeddedFile> byPath) => this.byPath = byPath;

    public static EmbeddedFiles Read(Assembly assembly)
    {
        var files = new Dictionary<string, EmbeddedFile>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Root, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            var tag = '"' + Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12)) + '"';
            files.Add('/' + name[Root.Length..], new EmbeddedFile(content, TypeOf(name), new EntityTagHeaderValue(tag)));
        }
        return new EmbeddedFiles(files);
    }

    /// <summary>Paths as a browser asks for them, each starting with a slash.</summary>
    public IReadOnlyCollection<string> Paths => byPath.Keys;

    /// <summary>Answers GET and HEAD of an embedded file; leaves every other request to what comes next.</summary>
    public Task Serve(HttpContext context, RequestDelegate next)
    {
        var reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (!reads || !byPath.TryGetValue(context.Request.Path.Value ?? "", out var file)) return next(context);
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(file.Content, file.ContentType, entityTag: file.Tag).ExecuteAsync(context);
    }

    static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" or ".mjs" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".woff2" => "font/woff2",
        ".txt" => "text/plain; charset=utf-8",
        var other => throw new InvalidOperationException($"embedded file {name}: no content type is known for '{other}'; add it to {nameof(EmbeddedFiles)}"),
    };

    sealed record EmbeddedFile(byte[] Content, string ContentType, EntityTagHeaderValue Tag);
}
