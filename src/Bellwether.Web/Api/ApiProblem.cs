namespace Bellwether.Web;

/// <summary>What is wrong with a request, as a problem of RFC 9457 whose detail names the parameter and what is expected.</summary>
static class ApiProblem
{
    public static IResult NoStore => Of(StatusCodes.Status404NotFound, "No market data here", "This desk was started without a store of market data. Set data.directory in its configuration.");

    /// <summary>A parameter that has a wrong value, or none.</summary>
    public static IResult Mistake(string parameter, string? value, string expected) =>
        Parameter(parameter, value is null ? $"{parameter} is missing: expected {expected}." : $"{parameter} is '{value}': expected {expected}.");

    public static IResult Parameter(string parameter, string detail) => Of(StatusCodes.Status400BadRequest, $"Parameter '{parameter}'", detail);

    public static IResult TooMuch(int mostBars) => Of(StatusCodes.Status400BadRequest, "Too much at once", $"More than {mostBars:N0} bars. Ask for a shorter range, fewer symbols or longer bars.");

    public static IResult Of(int status, string title, string detail) => Results.Problem(detail, statusCode: status, title: title);
}

/// <summary>A request that cannot be answered, and the answer that says so.</summary>
sealed class RefusedRequestException(IResult answer) : Exception
{
    public IResult Answer { get; } = answer;
}
