using MudBlazor;

namespace Bellwether.Web;

/// <summary>The tokens of <c>wwwroot/app/tokens.css</c> as MudBlazor's theme, so that its menus, dialogs and forms look like the rest of the page.</summary>
static class DashboardTheme
{
    public static MudTheme Theme { get; } = Build();

    static MudTheme Build()
    {
        var theme = new MudTheme
        {
            PaletteDark = Fill(new PaletteDark(), new Tokens(
                Background: "#0c0f11", Surface: "#13171a", Raised: "#1b2024", Hover: "#1f252a", Line: "#262c31", Control: "#717c85",
                Text: "#e7ebee", Text2: "#a9b3bb", Text3: "#838e97", Inverse: "#e7ebee", OnInverse: "#0c0f11",
                Ok: "#5fb98b", Warning: "#e5b544", Critical: "#ff7a6b")),
            PaletteLight = Fill(new PaletteLight(), new Tokens(
                Background: "#eceeed", Surface: "#ffffff", Raised: "#f7f8f8", Hover: "#f1f3f3", Line: "#dde1e2", Control: "#7b868d",
                Text: "#14191c", Text2: "#47525a", Text3: "#626d75", Inverse: "#1a2024", OnInverse: "#ffffff",
                Ok: "#1d7a4f", Warning: "#8a5a00", Critical: "#b3261e")),
            LayoutProperties = new LayoutProperties
            {
                AppbarHeight = "52px",
                DrawerWidthLeft = "148px",
                DrawerMiniWidthLeft = "52px",
                DefaultBorderRadius = "4px",
            },
        };
        string[] family = ["Inter", "system-ui", "Segoe UI", "Liberation Sans", "sans-serif"];
        Set(theme.Typography.Default, "13px", "20px", "400", family);
        Set(theme.Typography.Body1, "13px", "20px", "400", family);
        Set(theme.Typography.Body2, "12.5px", "18px", "400", family);
        Set(theme.Typography.Caption, "11px", "16px", "400", family);
        Set(theme.Typography.Button, "12px", "16px", "500", family);
        Set(theme.Typography.H6, "15px", "20px", "600", family);
        theme.Typography.Button.TextTransform = "none";
        // Only what lies over the page has a shadow.
        for (var i = 0; i < theme.Shadows.Elevation.Length; i++) theme.Shadows.Elevation[i] = i < 8 ? "none" : "0 12px 32px rgba(0,0,0,.45)";
        return theme;
    }

    static TPalette Fill<TPalette>(TPalette palette, Tokens t) where TPalette : Palette
    {
        palette.Primary = t.Inverse;
        palette.PrimaryContrastText = t.OnInverse;
        palette.Secondary = palette.Tertiary = t.Text2;
        palette.Dark = t.Text;
        palette.Success = t.Ok;
        palette.Warning = t.Warning;
        palette.Error = t.Critical;
        palette.Info = t.Text2;
        palette.Background = t.Background;
        palette.BackgroundGray = t.Raised;
        palette.Surface = palette.AppbarBackground = palette.DrawerBackground = t.Surface;
        palette.TextPrimary = palette.AppbarText = palette.DrawerText = t.Text;
        palette.TextSecondary = palette.ActionDefault = t.Text2;
        palette.TextDisabled = palette.ActionDisabled = t.Text3;
        palette.LinesDefault = palette.TableLines = palette.Divider = t.Line;
        palette.LinesInputs = t.Control;
        palette.TableHover = t.Hover;
        palette.TableStriped = "#00000000";
        palette.OverlayDark = "rgba(0,0,0,0.45)";
        palette.HoverOpacity = 0;
        palette.RippleOpacity = 0;
        return palette;
    }

    static void Set(BaseTypography type, string size, string line, string weight, string[] family)
    {
        type.FontSize = size;
        type.LineHeight = line;
        type.FontWeight = weight;
        type.FontFamily = family;
        type.LetterSpacing = "normal";
    }

    sealed record Tokens(
        string Background, string Surface, string Raised, string Hover, string Line, string Control, string Text, string Text2, string Text3,
        string Inverse, string OnInverse, string Ok, string Warning, string Critical);
}
