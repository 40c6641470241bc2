using System.Net.Mail;
using Microsoft.AspNetCore.Identity;

namespace Actors.Server.Staff.Pages;

/// <summary>What a person typed into a form, and what is wrong with it.</summary>
internal sealed class StaffForm
{
    private const int LongestName = 100;
    private const int LongestMail = 254;

    /// <summary>Longer ones would only cost the time to hash them.</summary>
    private const int LongestPassword = 128;

    private readonly IFormCollection _fields;
    private readonly Dictionary<string, string> _problems = [];

    private StaffForm(IFormCollection fields) => _fields = fields;

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsRight => _problems.Count == 0;

    /// <summary>What is wrong, by the name of the field.</summary>
    public IReadOnlyDictionary<string, string> Problems => _problems;

    /// <summary>A form that was not sent yet.</summary>
    public static StaffForm Empty { get; } = new(FormCollection.Empty);

    /// <summary>What a field holds, without blanks around it.</summary>
    public string this[string name] => _fields[name].ToString().Trim();

    /// <summary>Reads a form.</summary>
    /// <exception cref="BadHttpRequestException">It is no form.</exception>
    public static async Task<StaffForm> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            throw new BadHttpRequestException("Send the form of the page.", StatusCodes.Status415UnsupportedMediaType);
        }

        return new(await context.Request.ReadFormAsync(context.RequestAborted));
    }

    /// <summary>The values of a field that may come several times.</summary>
    public IEnumerable<string?> All(string name) => _fields[name];

    /// <summary>A password, as it was typed.</summary>
    public string Password(string name = "password") =>
        _fields[name].ToString() is { Length: <= LongestPassword } typed ? typed : "";

    /// <summary>What is wrong with a field; <c>null</c> if nothing is.</summary>
    public string? Problem(string name) => _problems.GetValueOrDefault(name);

    /// <summary>Says that a field is wrong; the first problem of a field stays.</summary>
    public void Refuse(string name, string problem) => _problems.TryAdd(name, problem);

    /// <summary>Says why Identity refused a password or an account.</summary>
    public void Refuse(string name, IdentityResult result)
    {
        if (!result.Succeeded)
        {
            Refuse(name, string.Join(' ', result.Errors.Select(error => error.Description)));
        }
    }

    /// <summary>Reads a name of a person.</summary>
    public string Name()
    {
        if (this["name"] is not { Length: > 0 and <= LongestName })
        {
            Refuse("name", $"Type a name of at most {LongestName} letters.");
        }

        return this["name"];
    }

    /// <summary>Reads a mail address.</summary>
    public string Mail()
    {
        if (!MailAddress.TryCreate(this["mail"], out var address) || address.Address != this["mail"]
            || this["mail"].Length > LongestMail)
        {
            Refuse("mail", "Type a mail address, such as a.sato@centre.example.");
        }

        return this["mail"];
    }

    /// <summary>Reads a new password that was typed twice. Identity checks it further.</summary>
    public string NewPassword()
    {
        var password = Password();
        if (password.Length == 0)
        {
            Refuse("password", $"Type a password of at most {LongestPassword} letters.");
        }
        else if (password != Password("again"))
        {
            Refuse("again", "The two passwords differ. Type the same one twice.");
        }

        return password;
    }
}
