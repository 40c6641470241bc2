using Actors.Server.Staff.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Staff.Airport;

/// <summary>The page of officers. Its script fills it in; all of it is done by the keyboard.</summary>
internal static class AirportPage
{
    /// <summary>Shows the page without a person.</summary>
    public static ContentHttpResult Show(HttpContext context)
    {
        var page = StaffPage.Of(context);
        page.Add("""<link rel="stylesheet" href="/staff/airport/airport.css">""");
        page.Add(page.Form(StaffPaths.Airport + "/search", """
            <label for="search">Passport, machine-readable zone, or QR code on the phone</label>
            <textarea id="search" name="text" rows="1" autocomplete="off" autocapitalize="characters" spellcheck="false" autofocus
              aria-describedby="search-hint"></textarea>
            <p id="search-hint"><kbd>Enter</kbd> finds the person. Or type a name and the date of birth: LEE MINHO 1990-04-30</p>
            """, """id="finder" role="search" """));
        page.Add("""
            <p id="message" role="alert" hidden></p>
            <p id="news" role="status" hidden></p>
            <noscript><p class="alert">This page needs JavaScript, which is switched off in this browser.</p></noscript>
            <div id="choices" hidden></div>
            <div id="case" tabindex="-1" hidden></div>
            <details id="keys"><summary>Keys</summary>
            <ul>
            <li><kbd>1</kbd>–<kbd>6</kbd> mark an item, again to take it back</li>
            <li><kbd>Shift</kbd> and a number: the person passes without the item</li>
            <li><kbd>T</kbd> tests push, location and camera of the phone</li>
            <li><kbd>P</kbd> passes the person, and goes to the next one</li>
            <li><kbd>E</kbd> shows what the person does about each missing item, in the person's language</li>
            <li><kbd>L</kbd> time of landing &nbsp; <kbd>C</kbd> correct details &nbsp; <kbd>R</kbd> rental phone
              &nbsp; <kbd>F</kbd> let the other phone continue</li>
            <li><kbd>Esc</kbd> next person without passing this one</li>
            <li>A scanner works at any moment: what it types goes to the search.</li>
            </ul></details>
            <script type="module" src="/staff/airport/airport.js"></script>
            """);
        return page.Show("Airport", isWide: true);
    }
}
