
namespace Bellwether.Web;

/// <summary>
/// The colours that a viewer chose. The browser keeps them in cookies, so that the first paint has them too. On a first visit there are none and
/// <c>look.js</c> follows the system's preference before anything is drawn.
/// </summary>
/// <param name="Theme">dark or light.</param>
/// <param name="Signs">green-red or blue-orange: the colours of a figure's sign.</param>
public sealed record PageLook(string Theme, string Signs)
{
    public bool IsDark => Theme == "dark";

    public static PageLook Of(IRequestCookieCollection? cookies) => new(
        cookies?["bellwether-theme"] == "light" ? "light" : "dark",
        cookies?["bellwether-signs"] == "blue-orange" ? "blue-orange" : "green-red");
}
