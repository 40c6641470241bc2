using System.Text.Json;
using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Languages;

namespace Actors.EndToEnd.Tests.PhoneApp.Calls;

/// <summary>The way of a visitor through the app of a trial: as a person who always presses the button that goes on.</summary>
internal static class VisitorSteps
{
    private static readonly string[] ToHome =
    [
        "trial.start", "entry.welcome.begin", "app.agree", "app.permissions-ask", "app.next", "entry.go-on-without",
        "app.register", "app.home", "trial.officer", "action.check-in", "app.locating",
    ];

    /// <summary>JavaScript that registers the made-up person, lets the person pass and checks in.</summary>
    public static string Enter(string tag) => Press(tag, "shown('.call-me') && !button(texts.slice(-2))", ToHome);

    /// <summary>JavaScript that asks to be called, and answers.</summary>
    public static string Answer(string tag) => Press(tag, "shown('section.checking')", "app.call-me", "call.page.answer");

    private static string Press(string tag, string until, params string[] keys)
    {
        var texts = keys.Select(key => Catalogue.Default.Format(Language.Parse(tag), new(key)));
        return
            $$"""
            new Promise(resolve => {
              const texts = {{JsonSerializer.Serialize(texts)}};
              const shown = (selector) => document.querySelector(selector)?.checkVisibility();
              const button = (texts) => [...document.querySelectorAll("button, a.button")]
                .find(one => one.checkVisibility() && texts.includes(one.textContent.trim()));
              const step = () => {
                if ({{until}}) { resolve(true); return; }
                const next = button(texts);
                if (next && !next.disabled) { next.click(); }
                setTimeout(step, 100);
              };
              step();
            })
            """;
    }
}
