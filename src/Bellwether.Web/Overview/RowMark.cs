namespace Bellwether.Web;

/// <summary>How the state of a row looks.</summary>
static class RowMark
{
    public static string Class(RowState state) => state switch { RowState.Arrived => "arrived", RowState.Gone => "gone", _ => "" };
}
