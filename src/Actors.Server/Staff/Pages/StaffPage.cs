using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Actors.Domain.Access;
using Actors.Server.Edge;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Staff.Pages;

/// <summary>Renders the pages of staff: plain HTML that works without scripts, except for passkeys.</summary>
/// <param name="context">The request.</param>
/// <param name="antiforgery">Gives forms their token.</param>
internal sealed class StaffPage(HttpContext context, IAntiforgery antiforgery)
{
    private readonly StringBuilder _body = new();
    private string? _token;

    /// <summary>Begins the page of a request.</summary>
    public static StaffPage Of(HttpContext context) =>
        new(context, context.RequestServices.GetRequiredService<IAntiforgery>());

    /// <summary>Whether a browser asks for a page, and not a program for data.</summary>
    public static bool IsAskedFor(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || request.HasFormContentType)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>Encodes text for HTML.</summary>
    public static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");

    /// <summary>Writes a moment, as all pages do.</summary>
    public static string Time(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A page that only says something.</summary>
    public static ContentHttpResult Message(string title, string text, int status = StatusCodes.Status200OK) => Result(
        title, $"""<main class="narrow"><h1>{Encode(title)}</h1><p>{Encode(text)}</p></main>""", status, null);

    /// <summary>Adds HTML.</summary>
    public StaffPage Add(string html)
    {
        _body.AppendLine(html);
        return this;
    }

    /// <summary>Adds what went wrong, where a screen reader says it at once; nothing if it is <c>null</c>.</summary>
    public StaffPage Alert(string? problem) =>
        problem is null ? this : Add($"""<p class="alert" role="alert">{Encode(problem)}</p>""");

    /// <summary>Adds what was done; nothing if it is <c>null</c>.</summary>
    public StaffPage Note(string? done) => done is null ? this : Add($"""<p class="note" role="status">{Encode(done)}</p>""");

    /// <summary>A form that changes something.</summary>
    /// <param name="action">Where it goes.</param>
    /// <param name="inner">Its fields and buttons, as HTML.</param>
    /// <param name="attributes">Attributes of the form, as HTML.</param>
    public string Form(string action, string inner, string attributes = "")
    {
        _token ??= antiforgery.GetAndStoreTokens(context).RequestToken;
        return $"""
            <form method="post" action="{Encode(action)}" {attributes}>
            {Hidden(FormGuard.Field, _token)}
            {inner}
            </form>
            """;
    }

    /// <summary>A field that is not shown.</summary>
    public static string Hidden(string name, string? value) =>
        $"""<input type="hidden" name="{name}" value="{Encode(value)}">""";

    /// <summary>A field with its label.</summary>
    /// <param name="label">What is typed.</param>
    /// <param name="name">The name of the field.</param>
    /// <param name="attributes">Attributes of the field, as HTML.</param>
    /// <param name="value">What is in it.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="hint">What it should be.</param>
    public static string Field(
        string label, string name, string attributes, string? value = null, string? problem = null, string? hint = null)
    {
        var described = problem is not null || hint is not null ? $"""aria-describedby="{name}-hint" """ : "";
        var text = problem is not null ? $"""<small class="wrong" id="{name}-hint">{Encode(problem)}</small>"""
            : hint is not null ? $"""<small id="{name}-hint">{Encode(hint)}</small>""" : "";
        var invalid = problem is not null ? "aria-invalid=\"true\" " : "";
        return $"""
            <p class="field"><label for="{name}">{Encode(label)}</label>
            <input id="{name}" name="{name}" value="{Encode(value)}" {described}{invalid}{attributes}>{text}</p>
            """;
    }

    /// <summary>The page.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="isWide">Whether it holds tables.</param>
    public ContentHttpResult Show(string title, int status = StatusCodes.Status200OK, bool isWide = false)
    {
        var staff = StaffIdentity.Of(context.User);
        var header = staff is null ? null : Navigation(staff);
        if (_token is null)
        {
            context.Response.Headers.CacheControl = "no-store"; // With a form, it is so already.
        }

        return Result(
            title, $"""<main class="{(isWide ? "wide" : "narrow")}"><h1>{Encode(title)}</h1>{_body}</main>""", status, header);
    }

    private string Navigation(StaffIdentity staff)
    {
        var people = Link(staff, StaffPermission.ManageStaff, StaffPaths.People, "Staff");
        var airport = Link(staff, StaffPermission.InspectArrivals, StaffPaths.Airport, "Airport");
        return $"""
            <nav aria-label="Staff">
            <a href="{StaffPaths.Home}">Start</a>{airport}{people}<a href="{StaffPaths.Account}">My account</a></nav>
            {Form(StaffPaths.SignOut, "<button class=\"plain\">Sign out</button>")}
            """;
    }

    private static string Link(StaffIdentity staff, StaffPermission permission, string path, string title) =>
        AccessTable.Find(staff.Roles, permission) is null ? "" : $"""<a href="{path}">{title}</a>""";

    private static ContentHttpResult Result(string title, string main, int status, string? header) => TypedResults.Content(
        $"""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Encode(title)} · Actors</title>
        <link rel="icon" href="/staff/icon.svg">
        <link rel="stylesheet" href="/staff/staff.css">
        <script type="module" src="/staff/staff.js"></script>
        <header><a class="brand" href="{StaffPaths.Home}">Actors</a>{header}</header>
        {main}
        </html>
        """,
        "text/html; charset=utf-8", Encoding.UTF8, status);
}
