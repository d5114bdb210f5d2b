-- europe_east.lua - who held the highest offices of the members of the European Union in the east of Europe, and of Ukraine, since 2000. The form is told
-- in g20.lua.

return {
    { "BG", "government", "Prime Minister", "vote of the National Assembly; of caretakers, appointment by the President", [[
        1997-05-21 Ivan Kostov
        2001-07-24 Simeon Saxe-Coburg-Gotha
        2005-08-17 Sergei Stanishev
        2009-07-27..2013-03-13 Boyko Borissov
        2013-03-13..2013-05-29 Marin Raykov
        2013-05-29..2014-08-06 Plamen Oresharski
        2014-08-06..2014-11-07 Georgi Bliznashki
        2014-11-07..2017-01-27 Boyko Borissov
        2017-01-27..2017-05-04 Ognyan Gerdzhikov
        2017-05-04..2021-05-12 Boyko Borissov
        2021-05-12..2021-12-13 Stefan Yanev
        2021-12-13..2022-08-02 Kiril Petkov
        2022-08-02..2023-06-06 Galab Donev
        2023-06-06..2024-04-09 Nikolai Denkov
        2024-04-09..2025-01-16 Dimitar Glavchev
        2025-01-16..2025-12 Rosen Zhelyazkov ]] },
    { "BG", "state", "President", "inauguration", [[
        1997-01-22 Petar Stoyanov
        2002-01-22 Georgi Parvanov
        2012-01-22 Rosen Plevneliev
        2017-01-22 Rumen Radev ]] },
    { "BG", "foreign", "Foreign Minister", "appointment", [[
        1997-05..2001-07 Nadezhda Mihailova
        2001-07 Solomon Passy
        2005-08 Ivailo Kalfin
        2009-07..2010-01 Rumiana Jeleva
        2010-01..2013-03 Nickolay Mladenov
        2013-05-29..2014-08-06 Kristian Vigenin
        2014-11-07..2017-01-27 Daniel Mitov
        2017-05-04..2021-05-12 Ekaterina Zaharieva
        2021-12-13..2022-08-02 Teodora Genchovska
        2022-08..2023-06 Nikolay Milkov
        2023-06-06..2024-04-09 Mariya Gabriel
        2025-01-16..2025-12 Georg Georgiev ]] },
    { "HR", "government", "Prime Minister", "vote of the Sabor", [[
        2000-01..2003-12-23 Ivica Račan
        2003-12-23 Ivo Sanader
        2009-07-06 Jadranka Kosor
        2011-12-23 Zoran Milanović
        2016-01-22 Tihomir Orešković
        2016-10-19 Andrej Plenković ]] },
    { "HR", "state", "President", "inauguration", [[
        2000-02-18..2010-02-18 Stjepan Mesić
        2010-02-18..2015-02 Ivo Josipović
        2015-02..2020-02 Kolinda Grabar-Kitarović
        2020-02 Zoran Milanović ]] },
    { "HR", "foreign", "Foreign Minister", "appointment", [[
        2000-01 Tonino Picula
        2003-12 Miomir Žužul
        2005-02 Kolinda Grabar-Kitarović
        2008-01 Gordan Jandroković
        2011-12-23 Vesna Pusić
        2016-01-22 Miro Kovač
        2016-10-19..2017-06 Davor Ivo Stier
        2017-06..2019-07 Marija Pejčinović Burić
        2019-07 Gordan Grlić Radman ]] },
    { "CZ", "government", "Prime Minister", "appointment by the President", [[
        1998-07..2002-07 Miloš Zeman
        2002-07..2004-08 Vladimír Špidla
        2004-08..2005-04-25 Stanislav Gross
        2005-04-25..2006-08 Jiří Paroubek
        2006-09..2009-05-08 Mirek Topolánek
        2009-05-08..2010-07 Jan Fischer
        2010-07..2013-07-10 Petr Nečas
        2013-07-10..2014-01 Jiří Rusnok
        2014-01..2017-12 Bohuslav Sobotka
        2017-12..2021-12-17 Andrej Babiš
        2021-12-17..2025-11 Petr Fiala
        2025-12-09 Andrej Babiš ]] },
    { "CZ", "state", "President", "inauguration", [[
        1993-02-02..2003-02-02 Václav Havel
        2003-03-07..2013-03-07 Václav Klaus
        2013-03-08..2023-03-08 Miloš Zeman
        2023-03-09 Petr Pavel ]] },
    { "CZ", "foreign", "Foreign Minister", "appointment", [[
        1998-07 Jan Kavan
        2002-07 Cyril Svoboda
        2006-09 Alexandr Vondra
        2007-01 Karel Schwarzenberg
        2009-05 Jan Kohout
        2010-07..2013-07-10 Karel Schwarzenberg
        2013-07-10 Jan Kohout
        2014-01 Lubomír Zaorálek
        2017-12..2018-06 Martin Stropnický
        2018-10..2021-04 Tomáš Petříček
        2021-04..2021-12-17 Jakub Kulhánek
        2021-12-17..2025-12 Jan Lipavský ]] },
    { "EE", "government", "Prime Minister", "appointment", [[
        1999-03..2002-01 Mart Laar
        2002-01..2003-04 Siim Kallas
        2003-04..2005-04 Juhan Parts
        2005-04..2014-03-26 Andrus Ansip
        2014-03-26 Taavi Rõivas
        2016-11-23 Jüri Ratas
        2021-01-26 Kaja Kallas
        2024-07-23 Kristen Michal ]] },
    { "EE", "state", "President", "oath of office", [[
        2001-10-08 Arnold Rüütel
        2006-10-09 Toomas Hendrik Ilves
        2016-10-10 Kersti Kaljulaid
        2021-10-11 Alar Karis ]] },
    { "EE", "foreign", "Foreign Minister", "appointment", [[
        1999-03..2002-01 Toomas Hendrik Ilves
        2002-01..2005-02 Kristiina Ojuland
        2005-04..2014-11 Urmas Paet
        2014-11..2015-07 Keit Pentus-Rosimannus
        2015-07..2016-09 Marina Kaljurand
        2016-09 Jürgen Ligi
        2016-11-23 Sven Mikser
        2019-04-29 Urmas Reinsalu
        2021-01-26..2022-06 Eva-Maria Liimets
        2022-07..2023-04 Urmas Reinsalu
        2023-04 Margus Tsahkna ]] },
    { "HU", "government", "Prime Minister", "election by the National Assembly", [[
        1998-07-06 Viktor Orbán
        2002-05-27 Péter Medgyessy
        2004-09-29 Ferenc Gyurcsány
        2009-04-14 Gordon Bajnai
        2010-05-29 Viktor Orbán ]] },
    { "HU", "foreign", "Foreign Minister", "appointment", [[
        1998-07 János Martonyi
        2002-05..2004-10 László Kovács
        2004-11..2006-06 Ferenc Somogyi
        2006-06..2009-04 Kinga Göncz
        2009-04 Péter Balázs
        2010-05-29 János Martonyi
        2014-06 Tibor Navracsics
        2014-09-23 Péter Szijjártó ]] },
    { "HU", "state", "President", "start of the term", [[
        2000-08-04..2005-08-04 Ferenc Mádl
        2005-08-05..2010-08-05 László Sólyom
        2010-08-06..2012-04-02 Pál Schmitt
        2012-05-10..2022-05-09 János Áder
        2022-05-10..2024-02-26 Katalin Novák
        2024-03-05 Tamás Sulyok ]] },
    { "LV", "government", "Prime Minister", "vote of the Saeima", [[
        2000-05-05 Andris Bērziņš
        2002-11-07 Einars Repše
        2004-03-09 Indulis Emsis
        2004-12-02 Aigars Kalvītis
        2007-12-20 Ivars Godmanis
        2009-03-12 Valdis Dombrovskis
        2014-01-22 Laimdota Straujuma
        2016-02-11 Māris Kučinskis
        2019-01-23 Krišjānis Kariņš
        2023-09-15 Evika Siliņa ]] },
    { "LV", "state", "President", "oath of office", [[
        1999-07-08 Vaira Vīķe-Freiberga
        2007-07-08 Valdis Zatlers
        2011-07-08 Andris Bērziņš
        2015-07-08 Raimonds Vējonis
        2019-07-08 Egils Levits
        2023-07-08 Edgars Rinkēvičs ]] },
    { "LV", "foreign", "Foreign Minister", "appointment", [[
        1999-07..2002-11 Indulis Bērziņš
        2002-11..2004-03 Sandra Kalniete
        2004-07..2007-10 Artis Pabriks
        2007-11..2010-04 Māris Riekstiņš
        2010-04 Aivis Ronis
        2010-11..2011-10 Ģirts Valdis Kristovskis
        2011-10-25..2023-07 Edgars Rinkēvičs
        2023-09-15..2024-04 Krišjānis Kariņš
        2024-04 Baiba Braže ]] },
    { "LT", "state", "President", "inauguration", [[
        1998-02-26 Valdas Adamkus
        2003-02-26..2004-04-06 Rolandas Paksas
        2004-07-12 Valdas Adamkus
        2009-07-12 Dalia Grybauskaitė
        2019-07-12 Gitanas Nausėda ]] },
    { "LT", "government", "Prime Minister", "vote of the Seimas", [[
        2000-10..2001-06 Rolandas Paksas
        2001-07..2006-06 Algirdas Brazauskas
        2006-07..2008-12 Gediminas Kirkilas
        2008-12..2012-12-13 Andrius Kubilius
        2012-12-13 Algirdas Butkevičius
        2016-12-13 Saulius Skvernelis
        2020-12..2024-12-12 Ingrida Šimonytė
        2024-12-12..2025-08 Gintautas Paluckas
        2025-09 Inga Ruginienė ]] },
    { "LT", "foreign", "Foreign Minister", "appointment", [[
        2000-10..2006-07 Antanas Valionis
        2006-07..2008-12 Petras Vaitiekūnas
        2008-12..2010-01 Vygaudas Ušackas
        2010-02..2012-12 Audronius Ažubalis
        2012-12..2020-12 Linas Linkevičius
        2020-12..2024-12-12 Gabrielius Landsbergis
        2024-12-12 Kęstutis Budrys ]] },
    { "PL", "government", "Prime Minister", "appointment by the President", [[
        1997-10-31 Jerzy Buzek
        2001-10-19 Leszek Miller
        2004-05-02 Marek Belka
        2005-10-31 Kazimierz Marcinkiewicz
        2006-07-14 Jarosław Kaczyński
        2007-11-16 Donald Tusk
        2014-09-22 Ewa Kopacz
        2015-11-16 Beata Szydło
        2017-12-11 Mateusz Morawiecki
        2023-12-13 Donald Tusk ]] },
    { "PL", "state", "President", "oath of office", [[
        1995-12-23 Aleksander Kwaśniewski
        2005-12-23..2010-04-10 Lech Kaczyński
        2010-08-06 Bronisław Komorowski
        2015-08-06..2025-08-06 Andrzej Duda
        2025-08-06 Karol Nawrocki ]] },
    { "PL", "foreign", "Foreign Minister", "appointment", [[
        2000-07..2001-10-19 Władysław Bartoszewski
        2001-10-19..2005-01 Włodzimierz Cimoszewicz
        2005-01..2005-10-31 Adam Daniel Rotfeld
        2005-10-31..2006-05 Stefan Meller
        2006-05..2007-09 Anna Fotyga
        2007-11-16 Radosław Sikorski
        2014-09-22 Grzegorz Schetyna
        2015-11-16 Witold Waszczykowski
        2018-01-09..2020-08 Jacek Czaputowicz
        2020-08..2023-11-27 Zbigniew Rau
        2023-12-13 Radosław Sikorski ]] },
    { "RO", "state", "President", "oath of office", [[
        2000-12-20 Ion Iliescu
        2004-12-20 Traian Băsescu
        2014-12-21..2025-02-12 Klaus Iohannis
        2025-05-26 Nicușor Dan ]] },
    { "RO", "government", "Prime Minister", "vote of the parliament", [[
        2000-12..2004-12 Adrian Năstase
        2004-12-29 Călin Popescu-Tăriceanu
        2008-12-22..2012-02 Emil Boc
        2012-02-09..2012-05-07 Mihai Răzvan Ungureanu
        2012-05-07..2015-11 Victor Ponta
        2015-11-17..2017-01-04 Dacian Cioloș
        2017-01-04..2017-06-29 Sorin Grindeanu
        2017-06-29..2018-01 Mihai Tudose
        2018-01-29 Viorica Dăncilă
        2019-11-04..2020-12-07 Ludovic Orban
        2020-12-23 Florin Cîțu
        2021-11-25..2023-06-12 Nicolae Ciucă
        2023-06-15..2025-05-06 Marcel Ciolacu
        2025-06-23 Ilie Bolojan ]] },
    { "RO", "foreign", "Foreign Minister", "oath of office", [[
        2000-12..2004-12 Mircea Geoană
        2004-12-29..2007-03 Mihai Răzvan Ungureanu
        2007-04..2008-04 Adrian Cioroianu
        2008-04..2008-12 Lazăr Comănescu
        2008-12..2009-10 Cristian Diaconescu
        2009-12..2012-01 Teodor Baconschi
        2012-01..2012-05 Cristian Diaconescu
        2012-05..2012-08 Andrei Marga
        2012-08..2014-11 Titus Corlățean
        2014-11..2015-11-17 Bogdan Aurescu
        2015-11-17..2017-01-04 Lazăr Comănescu
        2017-01-04..2019-07 Teodor Meleșcanu
        2019-07..2019-11-04 Ramona Mănescu
        2019-11-04 Bogdan Aurescu
        2023-06-15..2024-12 Luminița Odobescu
        2024-12..2025-06-23 Emil Hurezeanu
        2025-06-23 Oana Țoiu ]] },
    { "SK", "government", "Prime Minister", "appointment by the President", [[
        1998-10-30 Mikuláš Dzurinda
        2006-07-04 Robert Fico
        2010-07-08..2012-04-04 Iveta Radičová
        2012-04-04 Robert Fico
        2018-03-22 Peter Pellegrini
        2020-03-21 Igor Matovič
        2021-04-01 Eduard Heger
        2023-05-15 Ľudovít Ódor
        2023-10-25 Robert Fico ]] },
    { "SK", "state", "President", "inauguration", [[
        1999-06-15 Rudolf Schuster
        2004-06-15 Ivan Gašparovič
        2014-06-15 Andrej Kiska
        2019-06-15 Zuzana Čaputová
        2024-06-15 Peter Pellegrini ]] },
    { "SK", "foreign", "Foreign Minister", "appointment", [[
        1998-10-30 Eduard Kukan
        2006-07-04 Ján Kubiš
        2009-01-26..2010-07 Miroslav Lajčák
        2010-07 Mikuláš Dzurinda
        2012-04-04..2020-03-21 Miroslav Lajčák
        2020-04..2021-03 Ivan Korčok
        2021-04..2022-09 Ivan Korčok
        2022-09..2023-05-15 Rastislav Káčer
        2023-05-15 Miroslav Wlachovský
        2023-10-25 Juraj Blanár ]] },
    { "SI", "government", "Prime Minister", "vote of the National Assembly", [[
        2000-11..2002-12 Janez Drnovšek
        2002-12..2004-11 Anton Rop
        2004-12..2008-11 Janez Janša
        2008-11-21 Borut Pahor
        2012-02-10 Janez Janša
        2013-03-20 Alenka Bratušek
        2014-09-18 Miro Cerar
        2018-09-13 Marjan Šarec
        2020-03-13 Janez Janša
        2022-06-01 Robert Golob ]] },
    { "SI", "state", "President", "oath of office", [[
        1991-12..2002-12 Milan Kučan
        2002-12..2007-12 Janez Drnovšek
        2007-12..2012-12 Danilo Türk
        2012-12..2022-12-22 Borut Pahor
        2022-12-23 Nataša Pirc Musar ]] },
    { "SI", "foreign", "Foreign Minister", "vote of the National Assembly", [[
        2000-11..2004-07 Dimitrij Rupel
        2004-07..2004-12 Ivo Vajgl
        2004-12..2008-11 Dimitrij Rupel
        2008-11..2012-02-10 Samuel Žbogar
        2012-02-10 Karl Erjavec
        2018-09-13 Miro Cerar
        2020-03-13 Anže Logar
        2022-06-01 Tanja Fajon ]] },
    { "UA", "state", "President", "inauguration", [[
        1994-07-19 Leonid Kuchma
        2005-01-23 Viktor Yushchenko
        2010-02-25..2014-02-22 Viktor Yanukovych
        2014-06-07 Petro Poroshenko
        2019-05-20 Volodymyr Zelenskyy ]] },
    { "UA", "foreign", "Foreign Minister", "vote of the Verkhovna Rada", [[
        1998-04..2000-09 Borys Tarasyuk
        2000-10..2003-09 Anatoliy Zlenko
        2003-09..2005-02 Kostyantyn Gryshchenko
        2005-02..2007-01 Borys Tarasyuk
        2007-03..2007-12 Arseniy Yatsenyuk
        2007-12..2009-03 Volodymyr Ohryzko
        2009-10..2010-03 Petro Poroshenko
        2010-03..2012-12 Kostyantyn Gryshchenko
        2012-12..2014-02 Leonid Kozhara
        2014-06-19 Pavlo Klimkin
        2019-08-29 Vadym Prystaiko
        2020-03-04..2024-09-05 Dmytro Kuleba
        2024-09-05 Andrii Sybiha ]] },
    { "UA", "government", "Prime Minister", "vote of the Verkhovna Rada", [[
        1999-12-22..2001-05 Viktor Yushchenko
        2001-05..2002-11 Anatoliy Kinakh
        2002-11..2005-01 Viktor Yanukovych
        2005-02-04..2005-09-08 Yulia Tymoshenko
        2005-09..2006-08-04 Yuriy Yekhanurov
        2006-08-04 Viktor Yanukovych
        2007-12-18..2010-03 Yulia Tymoshenko
        2010-03-11..2014-01-28 Mykola Azarov
        2014-02-27 Arseniy Yatsenyuk
        2016-04-14 Volodymyr Groysman
        2019-08-29 Oleksiy Honcharuk
        2020-03-04..2025-07 Denys Shmyhal
        2025-07-17 Yuliia Svyrydenko ]] },
}
