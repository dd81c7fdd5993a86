using System.Text.Encodings.Web;
using System.Text.Json;

namespace Bellwether.Commands.Ib;

/// <summary>How JSON lines are printed: characters as they are, one object a line.</summary>
static class JsonText
{
    public static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
